import { icons } from "./icons";

/** Every drawing, once, in the frame of all pages: `Icon` refers to them by name, so that no script carries them. */
export function IconDrawings() {
  return (
    <div hidden>
      <svg aria-hidden="true">
        {Object.entries(icons).map(([name, drawing]) => (
          <g key={name} id={`icon-${name}`}>
            {drawing}
          </g>
        ))}
      </svg>
    </div>
  );
}

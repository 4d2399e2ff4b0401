"use client";

export interface Choice<Value extends string> {
  value: Value;
  title: string;
  note?: string;
  /** How many devices it means. */
  count?: string;
}

interface ChoicesProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChange: (value: Value) => void;
}

/** One of a few ways, each with what it means and how many devices that is. */
export function Choices<Value extends string>({ label, choices, chosen, onChange }: ChoicesProps<Value>) {
  return (
    <div className="ro" role="radiogroup" aria-label={label}>
      {choices.map(({ value, title, note, count }) => (
        <label key={value}>
          <input
            type="radio"
            name="choice"
            className="rd"
            checked={chosen === value}
            onChange={() => onChange(value)}
          />
          <span>
            <b>{title}</b>
            {note && <small>{note}</small>}
          </span>
          <strong>{count}</strong>
        </label>
      ))}
    </div>
  );
}

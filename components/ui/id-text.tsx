import { SafeText } from "./safe-text";

const productPrefix = /^([0-9a-f]{24}_)(.+)$/;

/** `65f80f2c…c4e2d1`: shortened in the middle, never at the end. */
export function shortenId(id: string): string {
  return id.length > 18 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id;
}

/** A task's or package's ID: shortened for eyes, whole in the tooltip and for screen readers. */
export function ShortId({ id }: { id: string }) {
  return (
    <span className="mono" title={id}>
      <span aria-hidden="true">{shortenId(id)}</span>
      <span className="sr">{id}</span>
    </span>
  );
}

/**
 * A device ID: the product's prefix is shortened and dimmed, the part that differs is kept whole. All of it stands there,
 * to be read aloud, found and copied; what is left out for eyes has no size.
 */
export function DeviceId({ id }: { id: string }) {
  const [, prefix, rest] = productPrefix.exec(id) ?? [];
  if (!prefix || !rest) {
    return (
      <span className="dev" title={id}>
        <SafeText text={id.length > 30 ? `${id.slice(0, 12)}…${id.slice(-14)}` : id} />
      </span>
    );
  }
  return (
    <span className="dev" title={id}>
      <i>
        {prefix.slice(0, 6)}
        <span className="elided">{prefix.slice(6, -1)}</span>_
      </i>
      {rest.length > 18 ? (
        <>
          {rest.slice(0, 4)}
          <span className="elided">{rest.slice(4, -12)}</span>
          {rest.slice(-12)}
        </>
      ) : (
        rest
      )}
    </span>
  );
}

/** The end of a device ID, for labels of its row's controls. */
export function deviceTail(id: string): string {
  return productPrefix.exec(id)?.[2] ?? id;
}

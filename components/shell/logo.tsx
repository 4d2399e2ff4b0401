const dots = [6.6, 12, 17.4].flatMap((y) => [6.6, 12, 17.4].map((x) => ({ x, y })));

/** The mark: a fleet in rows, one of them still open. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--text)" />
      {dots.slice(0, -1).map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="1.9" fill="var(--bg-surface)" />
      ))}
      <circle cx="17.4" cy="17.4" r="1.5" fill="none" stroke="var(--bg-surface)" strokeWidth="1" />
    </svg>
  );
}

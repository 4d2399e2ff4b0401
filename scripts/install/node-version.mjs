/** One line saying that Node is too old for an `engines` range of the form ">=20.19", or null when it is not. */
export function describeOldNode(version, range) {
  const [wanted, running] = [range.replace(/^\D+/, ""), version.replace(/^v/, "")].map((text) =>
    text.split(".").map(Number),
  );
  const older = compare(running, wanted) < 0;
  return older
    ? `Muster needs Node ${range.replace(/^\D+/, "")} or newer; this is Node ${version.replace(/^v/, "")}.`
    : null;
}

function compare(left, right) {
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

import { type Canary, createCanarySearch, type Found } from "./canary-search";

/** Where a canary may be, and why that is no leak. */
export interface Perch {
  /** Name of the canary, or the beginning common to several. */
  canary: string;
  place: RegExp;
  because: string;
}

export interface Sighting extends Found {
  place: string;
}

interface Piece {
  place: string;
  read(): Buffer;
}

/** Everything that left the house during a journey, or lies where others may look, each piece with its place. */
export class CanaryMaterial {
  private readonly pieces: Piece[] = [];

  add(place: string, content: string | Buffer): void {
    const bytes = Buffer.from(content);
    this.pieces.push({ place, read: () => bytes });
  }

  /** Read only when it is looked at. */
  addLater(place: string, read: () => Buffer): void {
    this.pieces.push({ place, read });
  }

  /** Places whose content holds the text: proof that they were really collected. */
  placesWith(text: string): string[] {
    return this.pieces.filter((piece) => piece.read().includes(text)).map(({ place }) => place);
  }

  places(): string[] {
    return this.pieces.map(({ place }) => place);
  }

  sightings(canaries: readonly Canary[]): Sighting[] {
    const search = createCanarySearch(canaries);
    return this.pieces.flatMap(({ place, read }) => search(read()).map((found) => ({ ...found, place })));
  }
}

/** What nothing excuses, and excuses that nothing needed: they would hide the next leak. */
export function judgeSightings(sightings: readonly Sighting[], perches: readonly Perch[]) {
  const fits = ({ canary, place }: Sighting, perch: Perch) =>
    canary.startsWith(perch.canary) && perch.place.test(place);
  const leaks = sightings
    .filter((sighting) => !perches.some((perch) => fits(sighting, perch)))
    .map(({ canary, form, place }) => `${canary} (${form}) in ${place}`);
  const unused = perches
    .filter((perch) => !sightings.some((sighting) => fits(sighting, perch)))
    .map(({ canary, because }) => `${canary}: ${because}`);
  return { leaks, unused };
}

import type { Fill, RoundTrip } from './round-trip.ts';

/** A fill with its place in its round trip. */
export interface PlacedFill {
  readonly trip: RoundTrip;
  readonly fill: Fill;
  readonly index: number;
}

/** What each row did to round trips; made when first asked for. */
export class FillsByRow {
  private readonly trips: readonly RoundTrip[];
  private byRow: Map<number, PlacedFill[]> | null = null;

  constructor(trips: readonly RoundTrip[]) {
    this.trips = trips;
  }

  of(row: number): readonly PlacedFill[] {
    this.byRow ??= fillsByRow(this.trips);
    return this.byRow.get(row) ?? [];
  }
}

function fillsByRow(trips: readonly RoundTrip[]): Map<number, PlacedFill[]> {
  const byRow = new Map<number, PlacedFill[]>();
  for (const trip of trips) {
    for (const [index, fill] of trip.fills.entries()) {
      const others = byRow.get(fill.row);
      if (others === undefined) byRow.set(fill.row, [{ trip, fill, index }]);
      else others.push({ trip, fill, index });
    }
  }
  return byRow;
}

import type { Capture } from './capture.ts';
import type { PriceJob, PriceRound } from './price-job.ts';

/** Between two looks for closes that are due, in the program's time. */
const DUE_EVERY_MS = 60_000;

export interface ScheduleOptions {
  /** Null: none are taken. */
  readonly snapshotMs: number | null;
  /** Null: no prices are fetched by themselves. */
  readonly prices: PriceJob | null;
  readonly told: (round: PriceRound) => void;
}

/** Decides by the program's clock when a price round, a snapshot or a close is due; each turn is short where none is. */
export class Schedule {
  private readonly capture: Capture;
  private readonly options: ScheduleOptions;
  private slot: number | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private calendars: readonly string[] = [];

  constructor(capture: Capture, options: ScheduleOptions) {
    this.capture = capture;
    this.options = options;
  }

  async turn(): Promise<void> {
    const { clock, store } = this.capture.world;
    const now = clock.now();
    const isLook = now - this.lookedAt >= DUE_EVERY_MS;
    // The first account is not to wait.
    if (isLook || this.calendars.length === 0) this.calendars = await store.captures.calendars();
    const round = await this.options.prices?.turn(this.calendars);
    if (round != null) this.options.told(round);
    await this.snapshotIfDue(now);
    if (!isLook) return;
    this.lookedAt = now;
    if (this.options.snapshotMs !== null) {
      await this.capture.addDue();
      await this.capture.heal();
    }
    await this.capture.runJobs();
  }

  /** Ends what goes on beside the turns. */
  async close(): Promise<void> {
    await this.options.prices?.close();
  }

  /** At each multiple of the interval; one that was slept through is gone. */
  private async snapshotIfDue(now: number): Promise<void> {
    const { snapshotMs } = this.options;
    if (snapshotMs === null) return;
    const slot = Math.floor(now / snapshotMs);
    const isFirst = this.slot === null;
    if (slot === this.slot) return;
    this.slot = slot;
    if (!isFirst) await this.capture.snapshotOpen(slot * snapshotMs);
  }
}

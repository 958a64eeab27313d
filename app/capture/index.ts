/** What the program does without being asked: it looks at what is there and brings it to what should be. */

export { readCalendarFile } from './calendar-file.ts';
export { Capture } from './capture.ts';
export type { CaptureCounts, CaptureWorld } from './capture-world.ts';
export { DueFees } from './due-fees.ts';
export { gapsOf } from './gaps.ts';
export { type Loop, startLoop } from './loop.ts';
export { MarketCalendars } from './market-calendars.ts';
export { PriceJob } from './price-job.ts';
export { PriceStream } from './price-stream.ts';
export { Schedule } from './schedule.ts';
export { STEPS, type StepName } from './step-names.ts';

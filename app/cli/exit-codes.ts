/** What the exit code of a command means. */
export const DONE = 0;
/** Done, but something that was checked does not hold. */
export const DOES_NOT_HOLD = 1;
/** The input is wrong; nothing was written. */
export const BAD_INPUT = 2;
/** Something could not be reached. */
export const UNREACHABLE = 3;
/** A fault of this program. */
export const OUR_FAULT = 70;

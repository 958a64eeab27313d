/** What the program does without being asked: it looks at what is there and brings it to what should be. */
export { DueFees } from './due-fees.ts';
export { type Loop, startLoop } from './loop.ts';

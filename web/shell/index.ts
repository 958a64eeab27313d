/** The frame around pages, and what a page needs of it: `PageHead`, `useAddress`, `useCommand`. */
export { useAddress, useAddressText, useAddressValues } from './address.ts';
export { type Command, useCommand } from './commands.ts';
export { Fault, NotFound } from './fault.tsx';
export { Frame } from './frame.tsx';
export { Gate } from './gate.tsx';
export { Mark } from './mark.tsx';
export type { PageDefinition } from './page.ts';
export { PageHead, useTitle } from './page-head.tsx';
export { chooseTheme, THEMES, type Theme, useTheme } from './theme.ts';
export { UndoButtons, useUndo } from './undo.tsx';

/** The one room where figures and dates become text. Where to start: `useText`. */
export { type Figure, HIDDEN, type Reader, signOf, UNKNOWN } from './figures.ts';
export { type KeptChoice, keptChoice } from './kept-choice.ts';
export { decimalText, plainDecimal } from './typed.ts';
export {
  type Text,
  textFor,
  toggleHiddenValues,
  useHiddenValues,
  useText,
  valuesHidden,
} from './use-text.ts';

/** What a write would do, drawn before it is written: `EffectPanel`. */
export { EffectPanel } from './effect-panel.tsx';

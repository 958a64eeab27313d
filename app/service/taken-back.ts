/** Ends the transaction of a dry run: what it would have done is carried out of it. */
export class TakenBack<Effect> extends Error {
  readonly effect: Effect;

  constructor(effect: Effect) {
    super('taken back');
    this.effect = effect;
  }
}

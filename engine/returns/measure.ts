/** The shape in which every measure answers: a figure or null, its convention, and why it is null. */

/** Why a figure is unknown or needs a remark. The full list, with remedies, is in docs/measures. */
export type MeasureProblemCode =
  | 'divisor_zero'
  | 'duration_missing'
  | 'exposure_missing'
  | 'factors_collinear'
  | 'history_too_short'
  | 'return_undefined'
  | 'value_not_positive'
  | 'wiped_out'
  | 'xirr_no_root'
  | 'xirr_one_sign'
  | 'xirr_out_of_range'
  | 'xirr_several_roots';

/** `at` is the index in the input columns, where the problem has a place. */
export type MeasureProblem = { readonly code: MeasureProblemCode; readonly at?: number };

/** A figure with the convention it was computed by. `value` is null exactly when it is unknown. */
export type Measure<Convention> = {
  readonly value: number | null;
  readonly convention: Convention;
  readonly problems: readonly MeasureProblem[];
};

/** A figure that is known. */
export function known<Convention>(value: number, convention: Convention): Measure<Convention> {
  return { value, convention, problems: [] };
}

/** A figure that cannot be known, and why. */
export function unknown<Convention>(
  convention: Convention,
  code: MeasureProblemCode,
  at?: number,
): Measure<Convention> {
  return { value: null, convention, problems: [at === undefined ? { code } : { code, at }] };
}

/**
 * Columns of one table have one length.
 * @throws RangeError naming the column that differs.
 */
export function requireLength(name: string, column: ArrayLike<unknown>, length: number): void {
  if (column.length !== length) {
    throw new RangeError(`${name} has ${column.length} entries where ${length} are needed`);
  }
}

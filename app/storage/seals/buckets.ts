/** The last of each bucket of a list in order of time; buckets end at multiples of their length. */
export function lastOfBuckets<T>(list: readonly T[], at: (one: T) => number, bucketMs: number): T[] {
  const bucket = (one: T) => Math.ceil(at(one) / bucketMs);
  return list.filter((one, n) => {
    const next = list[n + 1];
    return next === undefined || bucket(next) !== bucket(one);
  });
}

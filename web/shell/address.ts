import { useNavigate, useSearch } from '@tanstack/react-router';

/** A choice that stands in the address, such as the range: `const [range, setRange] = useAddress('range', RANGES, '1M')`. */
export function useAddress<Name extends string>(
  key: string,
  names: readonly Name[],
  otherwise: Name,
): readonly [Name, (name: Name) => void] {
  const [text, setText] = useAddressText(key);
  const chosen = names.find((name) => name === text) ?? otherwise;
  return [chosen, (name) => setText(name === otherwise ? null : name)];
}

/** Free text in the address, such as a filter; null where it is absent. */
export function useAddressText(key: string): readonly [string | null, (text: string | null) => void] {
  const [values, set] = useAddressValues([key]);
  return [values[key] ?? null, (text) => set({ [key]: text })];
}

/** Several texts in the address that change together: `const [{ from, to }, set] = useAddressValues(['from', 'to'])`. */
export function useAddressValues<Key extends string>(
  keys: readonly Key[],
): readonly [Readonly<Record<Key, string | null>>, (next: Readonly<Record<string, string | null>>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const textOf = (value: unknown) => (value === undefined ? null : String(value));
  const values = Object.fromEntries(keys.map((key) => [key, textOf(search[key])])) as Record<
    Key,
    string | null
  >;
  const set = (next: Readonly<Record<string, string | null>>) => {
    const absent = Object.entries(next).map(([key, value]) => [key, value ?? undefined]);
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...Object.fromEntries(absent) }),
      replace: true,
      resetScroll: false,
    });
  };
  return [values, set];
}

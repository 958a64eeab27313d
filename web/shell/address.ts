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
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const text = search[key] === undefined ? null : String(search[key]);
  const set = (next: string | null) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, [key]: next ?? undefined }),
      replace: true,
      resetScroll: false,
    });
  return [text, set];
}

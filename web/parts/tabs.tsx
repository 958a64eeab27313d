import * as Radix from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: ReactNode;
}

/** Parts of a page of which one is shown. Keep the chosen one in the address (useAddress of the shell). */
export function Tabs<Name extends string>({
  tabs,
  chosen,
  onChoose,
  label,
}: {
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly label: string;
}) {
  return (
    <Radix.Root value={chosen} onValueChange={(name) => onChoose(name as Name)}>
      <Radix.List aria-label={label} className="mb-5 flex gap-5 overflow-x-auto border-b border-line">
        {tabs.map(({ name, label: text }) => (
          <Radix.Trigger
            key={name}
            value={name}
            className="-mb-px min-h-10 border-b-2 border-transparent whitespace-nowrap text-faint hover:text-ink data-[state=active]:border-tide data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {text}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ name, content }) => (
        <Radix.Content key={name} value={name}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

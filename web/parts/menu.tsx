import * as Radix from '@radix-ui/react-dropdown-menu';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** A mark before it: the one of several that is chosen. */
  readonly chosen?: boolean;
  readonly onChoose: () => void;
}

/** A button's menu: groups of items with a line between. `children` is the button. */
export function Menu({
  children,
  groups,
  align = 'end',
}: {
  readonly children: ReactNode;
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: 'start' | 'end';
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-52 rounded-xl border border-line bg-surface p-1.5 shadow-lift"
        >
          {groups.map((items, at) => (
            <Radix.Group key={items.map(({ label }) => label).join()}>
              {at > 0 && <Radix.Separator className="my-1.5 h-px bg-line" />}
              {items.map((item) => (
                <Item key={item.label} {...item} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ label, icon, chosen, onChoose }: MenuItem) {
  const mark = chosen === undefined ? icon : chosen ? 'check' : undefined;
  return (
    <Radix.Item
      onSelect={onChoose}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 outline-none data-highlighted:bg-well"
    >
      {mark ? <Icon name={mark} size={16} /> : <span className="w-4" />}
      {label}
      {chosen && <span className="sr-only">, chosen</span>}
    </Radix.Item>
  );
}

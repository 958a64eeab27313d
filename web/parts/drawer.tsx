import * as Radix from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Before the title, such as a way back. */
  readonly before?: ReactNode;
  readonly children: ReactNode;
}

/** Beside the page on a wide screen, from the bottom on a phone; the page stays in sight. Escape and the veil close it. */
export function Drawer({ open, onClose, title, before, children }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-2xl bg-surface shadow-lift sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[30rem] sm:rounded-none sm:border-l sm:border-line"
        >
          <div className="flex min-h-14 items-center gap-2 border-b border-line px-4">
            {before}
            <Radix.Title className="min-w-0 flex-1 truncate font-semibold tracking-tight">
              {title}
            </Radix.Title>
            <IconButton icon="close" label="Close" onClick={onClose} className="-mr-2" />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

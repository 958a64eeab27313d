import * as Radix from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classes } from './class-names.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence below the title. */
  readonly lead?: string;
  /** With room for a chart beside a form. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page; at the bottom of a phone, in the middle of a wide screen. Escape and the veil close it. */
export function Dialog({ open, onClose, title, lead, isWide = false, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(lead === undefined && { 'aria-describedby': undefined })}
          className={classes(
            'fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-2xl bg-surface p-5 shadow-lift sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6',
            isWide ? 'sm:w-[min(60rem,94vw)]' : 'sm:w-[32rem]',
          )}
        >
          <div className="mb-4 flex items-start gap-4">
            <div className="flex-1">
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              {lead !== undefined && (
                <Radix.Description className="mt-1 text-faint">{lead}</Radix.Description>
              )}
            </div>
            <IconButton icon="close" label="Close" onClick={onClose} className="-mt-2 -mr-2" />
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

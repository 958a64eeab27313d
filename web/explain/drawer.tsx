import { useState } from 'react';
import { Drawer, IconButton } from '../parts/index.ts';
import { Answer } from './answer.tsx';
import type { Asked } from './asked.ts';
import { Change } from './change.tsx';

/** How a figure came about, beside the page; what it was made from can be asked for in turn, and there is a way back. */
export default function ExplainDrawer({
  asked,
  title,
  onClose,
}: {
  readonly asked: Asked;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const [way, setWay] = useState<readonly Asked[]>([asked]);
  const now = way.at(-1) ?? asked;
  const onAsk = (next: Asked) => setWay([...way, next]);
  const Shown = now.figure === 'change' ? Change : Answer;
  return (
    <Drawer
      open
      onClose={onClose}
      title={way.length === 1 ? title : titleOf(now)}
      before={
        way.length > 1 && (
          <IconButton icon="back" label="Back" onClick={() => setWay(way.slice(0, -1))} className="-ml-2" />
        )
      }
    >
      <Shown key={JSON.stringify(now)} asked={now} onAsk={onAsk} />
    </Drawer>
  );
}

/** `unrealized_pnl` of ACME: `Unrealized pnl of ACME`. */
function titleOf({ figure, symbol }: Asked): string {
  const words = figure.replaceAll('_', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return symbol === undefined ? name : `${name} of ${symbol}`;
}

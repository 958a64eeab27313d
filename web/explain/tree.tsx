import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../parts/index.ts';
import { useText } from '../text/index.ts';
import type { Asked } from './asked.ts';
import {
  type AccountNames,
  askedBy,
  CERTAINTIES,
  labelText,
  type Node,
  signOfPart,
  sourceOf,
  valueText,
} from './node-text.ts';

/** So deep a tree is open at first. */
const OPEN_TO = 1;

export interface TreeProps {
  readonly nodes: readonly Node[];
  readonly names: AccountNames;
  readonly onAsk: (asked: Asked) => void;
  readonly depth?: number;
}

/** What a figure was made from, part by part; each part opens into its own. Draws; fetches nothing. */
export function Tree({ nodes, names, onAsk, depth = 0 }: TreeProps) {
  return (
    <ul className={depth === 0 ? '' : 'ml-2 border-l border-line pl-3'}>
      {nodes.map((node, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own, and never change places.
        <Part key={at} node={node} names={names} onAsk={onAsk} depth={depth} />
      ))}
    </ul>
  );
}

function Part({
  node,
  names,
  onAsk,
  depth,
}: {
  readonly node: Node;
  readonly names: AccountNames;
  readonly onAsk: TreeProps['onAsk'];
  readonly depth: number;
}) {
  const text = useText();
  const [isOpen, setIsOpen] = useState(depth < OPEN_TO && node.children.length < 8);
  const asked = askedBy(node);
  const hasParts = node.children.length > 0;
  const line = (
    <>
      <span className="mt-0.5 w-4 shrink-0 text-faint">
        {hasParts && <Icon name={isOpen ? 'down' : 'onward'} size={14} />}
      </span>
      <span className="min-w-0 flex-1 text-left">
        <span className="text-faint">{signOfPart(node)} </span>
        {labelText(node, text, names)}
        <Doubt node={node} />
      </span>
      <span className="text-right font-medium whitespace-nowrap">{valueText(node, text)}</span>
    </>
  );
  return (
    <li>
      {hasParts || asked ? (
        <button
          type="button"
          {...(hasParts && { 'aria-expanded': isOpen })}
          onClick={() => (hasParts ? setIsOpen(!isOpen) : asked && onAsk(asked))}
          className="flex min-h-9 w-full items-start gap-1.5 rounded-lg py-1.5 hover:bg-well"
        >
          {line}
        </button>
      ) : (
        <div className="flex min-h-9 items-start gap-1.5 py-1.5">{line}</div>
      )}
      {asked && (
        <p className="mb-1 pl-5.5 text-sm">
          <button
            type="button"
            onClick={() => onAsk(asked)}
            className="text-tide underline underline-offset-4"
          >
            How that came about{asked.date === undefined ? '' : `, ${text.date(asked.date)}`}
          </button>
        </p>
      )}
      <Source node={node} />
      {isOpen && hasParts && <Tree nodes={node.children} names={names} onAsk={onAsk} depth={depth + 1} />}
    </li>
  );
}

function Doubt({ node }: { readonly node: Node }) {
  const said = CERTAINTIES[node.certainty];
  if (said === null || node.children.some(({ certainty }) => certainty === node.certainty)) return null;
  return <span className="ml-2 rounded-full bg-warn-well px-2 py-0.5 text-xs text-warn">{said}</span>;
}

function Source({ node }: { readonly node: Node }) {
  const text = useText();
  const source = sourceOf(node, text);
  if (source === null) return null;
  return (
    <p className="mb-1 pl-5.5 text-sm text-faint">
      {source.said}
      {source.event !== undefined && (
        <>
          {' · '}
          <Link
            to="/activity"
            search={{ event: source.event } as never}
            className="text-tide underline underline-offset-4"
          >
            the row of the ledger
          </Link>
        </>
      )}
    </p>
  );
}

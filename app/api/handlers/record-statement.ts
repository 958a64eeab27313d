import {
  type EventRecord,
  type OwnerReads,
  type Statement,
  transactionDocuments,
} from '../../service/index.ts';
import { authorOf, type Call, dryRunOf, type Reply, type Services } from '../handler.ts';

/** Records the events that are stated from what is stored, and answers the first; a dry run answers their effect. */
export async function recordStatement(
  call: Pick<Call, 'principal' | 'dryRun' | 'keep'>,
  { store, editor }: Services,
  stated: (tx: OwnerReads) => Promise<Statement | readonly Statement[]>,
): Promise<Reply> {
  const found = await store.read(call.principal.user, stated);
  const statements = 'event' in found ? [found] : found;
  const { effect, answer } = await editor.append(
    authorOf(call),
    statements,
    call.dryRun,
    async (tx, [eventId], done) => {
      const record = (await tx.ledger.find(eventId)) as EventRecord;
      const [body] = await transactionDocuments(tx, [record], done.problems);
      await call.keep(tx, 201, body);
      return body;
    },
  );
  return answer === null ? dryRunOf(effect) : { status: 201, body: answer };
}

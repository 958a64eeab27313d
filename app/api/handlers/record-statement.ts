import {
  type EventRecord,
  type OwnerReads,
  type Statement,
  transactionDocuments,
} from '../../service/index.ts';
import { authorOf, type Call, dryRunOf, type Reply, type Services } from '../handler.ts';

/** Records the event that is stated from what is stored, and answers it; a dry run answers its effect. */
export async function recordStatement(
  call: Pick<Call, 'principal' | 'dryRun' | 'keep'>,
  { store, editor }: Services,
  stated: (tx: OwnerReads) => Promise<Statement>,
): Promise<Reply> {
  const statement = await store.read(call.principal.user, stated);
  const { effect, answer } = await editor.append(
    authorOf(call),
    [statement],
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

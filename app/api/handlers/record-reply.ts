import { effectDocument } from '../../service/ledger/effect-document.ts';
import { type RecordEffect, type RecordWrite, runWrite } from '../../service/records/index.ts';
import { type Call, ok, type Reply, type Services } from '../handler.ts';

/** Runs a write and answers it with a status, and with what `bodyOf` makes of it; a dry run answers the effect. */
export async function replyTo<Document>(
  call: Pick<Call, 'principal' | 'dryRun' | 'keep'>,
  services: Services,
  write: RecordWrite<Document>,
  status: number,
  bodyOf: (document: Document) => unknown = (document) => document,
): Promise<Reply> {
  const outcome = await runWrite(services, call.principal.user, write, call.dryRun, (tx, document) =>
    call.keep(tx, status, bodyOf(document)),
  );
  if (outcome.dryRun) return ok({ effect: recordEffectDocument(outcome.effect) });
  const body = bodyOf(outcome.document);
  return body === undefined ? { status } : { status, body };
}

function recordEffectDocument({ effect, baseBefore }: RecordEffect) {
  const { equity_before } = effectDocument({ ...effect, base: baseBefore });
  return { ...effectDocument(effect), equity_before };
}

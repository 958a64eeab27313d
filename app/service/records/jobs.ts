import type { Job } from '@tidemark/contract';
import { problem } from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { JobRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { instantText, type ListDocument } from './documents.ts';

/** So many of the latest jobs can be listed; older ones are asked for by their id. */
const LISTED_MAX = 10_000;

export interface JobsRequest extends PageRequest {
  readonly status?: JobRecord['status'] | undefined;
  readonly kind?: string | undefined;
}

/** Those of one owner, or of several as one list: the newest first. */
export async function listJobs(
  reads: readonly OwnerReads[],
  { status, kind, ...request }: JobsRequest,
): Promise<ListDocument<Job>> {
  const found = await Promise.all(reads.map((tx) => tx.jobs.list(LISTED_MAX, status)));
  const listed = found.flat().sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const jobs = listed.filter((one) => kind === undefined || one.kind === kind);
  const { items, nextCursor } = pageOf(jobs, request, ({ id }) => id);
  return { items: items.map(jobDocument), next_cursor: nextCursor };
}

/** Throws Refusal `not_found`. */
export async function getJob(reads: readonly OwnerReads[], id: string): Promise<Job> {
  for (const tx of reads) {
    const job = await tx.jobs.find(id);
    if (job !== null) return jobDocument(job);
  }
  throw unknownId('job', id);
}

function jobDocument(job: JobRecord): Job {
  const { id, kind, status, attempts, progress, output, error, runAt, createdAt, startedAt, finishedAt } =
    job;
  const isRetried = status === 'queued' && attempts > 0;
  return {
    id,
    kind,
    status,
    progress: status === 'done' ? 1 : progress,
    attempts,
    created_at: instantText(createdAt),
    started_at: startedAt === null ? null : instantText(startedAt),
    finished_at: finishedAt === null ? null : instantText(finishedAt),
    next_attempt_at: isRetried ? instantText(runAt) : null,
    result: output === null ? null : (JSON.parse(output) as Job['result']),
    problems: error === null ? [] : [jobFailure(error, isRetried)],
  };
}

/** What failed in the background, as a finding. */
export function jobFailure(message: string, isRetried: boolean): Job['problems'][number] {
  const found = problem('job_failed', {}, message, isRetried ? { remedy: 'Wait: it is tried again.' } : {});
  return findings([found])[0];
}

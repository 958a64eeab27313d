import multipart from '@fastify/multipart';
import { ROW_OUTCOMES } from '@tidemark/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Mapping, parseMapping, type Upload } from '../service/index.ts';
import { ApiRefusal } from './api-refusal.ts';
import { refuseText, unstorableIn } from './guards/unstorable-text.ts';

/** The largest file, in bytes. */
const FILE_MAX = 256 * 1024 * 1024;

/** The longest field beside it, in bytes. */
const FIELD_MAX = 10_000;

/** A file of a multipart body, and the fields beside it. */
export interface UploadedForm {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

export async function acceptUploads(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    limits: { fileSize: FILE_MAX, files: 1, fields: 10, fieldSize: FIELD_MAX },
  });
}

/** Reads a multipart body whole. Throws ApiRefusal. */
export async function readForm(request: FastifyRequest): Promise<UploadedForm> {
  if (!request.isMultipart())
    throw new ApiRefusal(
      'media_type_unsupported',
      'Send the file as multipart/form-data, in the part `file`.',
    );
  const fields: Record<string, string> = {};
  let file: UploadedForm['file'] = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: part.filename || 'upload.csv', bytes: await part.toBuffer() };
      else if (part.valueTruncated) throw tooLong(part.fieldname);
      else fields[part.fieldname] = String(part.value);
    }
  } catch (error) {
    throw isRefusal(error)
      ? error
      : new ApiRefusal('json_invalid', 'The form is cut off, or is no multipart.');
  }
  const unstorable = unstorableIn(fields);
  if (unstorable !== null) throw refuseText(unstorable);
  return { file, fields };
}

/** What the parser throws without a status is about bytes that are no form. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiRefusal || (error as { statusCode?: number }).statusCode !== undefined;

const tooLong = (field: string): ApiRefusal =>
  new ApiRefusal('request_invalid', `The field ${field} has more than ${FIELD_MAX} bytes.`);

/** The file to import. Throws ApiRefusal where there is none. */
export function uploadOf(form: UploadedForm | null): Upload {
  if (form === null || form.file === null)
    throw new ApiRefusal('request_invalid', 'There is no part `file` with a file.');
  const { format, account_id: account = 'main', answers, mapping } = form.fields;
  const { new_account: made } = form.fields;
  return {
    ...form.file,
    account: made === undefined || made.trim() === '' ? account : made.trim(),
    answers: answersOf(answers),
    ...(format !== undefined && { format }),
    ...(mapping !== undefined && mapping !== '' && { mapping: mappingOf(mapping) }),
  };
}

/** A column mapping, as a preview answers it. Throws ApiRefusal. */
function mappingOf(text: string): Mapping {
  const mapping = parseMapping(text);
  if (mapping !== null) return mapping;
  throw new ApiRefusal(
    'request_invalid',
    'The field `mapping` is a column mapping, as a preview answers one.',
  );
}

/** Answers to questions: a JSON object of texts. Throws ApiRefusal. */
function answersOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined || text === '') return {};
  const given = parsed(text);
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  const entries = isObject ? Object.entries(given) : [];
  if (!isObject || entries.some(([, answer]) => typeof answer !== 'string'))
    throw new ApiRefusal('request_invalid', 'The field `answers` is a JSON object of texts by question id.');
  return Object.fromEntries(entries);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Which rows are to be answered. Throws ApiRefusal. */
export interface RowsAsked {
  readonly from: number;
  readonly of: (typeof ROW_OUTCOMES)[number] | null;
}

export function rowsAskedOf({ fields }: UploadedForm): RowsAsked {
  const { rows_from: from = '0', rows_of: of = null } = fields;
  const outcome = ROW_OUTCOMES.find((one) => one === of) ?? null;
  if (!/^\d{1,9}$/.test(from) || outcome !== of)
    throw new ApiRefusal(
      'request_invalid',
      `The field rows_from is a count, and rows_of one of ${ROW_OUTCOMES.join(', ')}.`,
    );
  return { from: Number(from), of: outcome };
}

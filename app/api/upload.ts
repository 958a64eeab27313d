import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Upload } from '../service/index.ts';
import { ApiRefusal } from './api-refusal.ts';
import { refuseText, unstorableIn } from './guards/unstorable-text.ts';

/** The largest file, in bytes. */
const FILE_MAX = 256 * 1024 * 1024;

/** A file of a multipart body, and the fields beside it. */
export interface UploadedForm {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

export async function acceptUploads(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    limits: { fileSize: FILE_MAX, files: 1, fields: 10, fieldSize: 10_000 },
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
  for await (const part of request.parts()) {
    if (part.type === 'file') file = { name: part.filename || 'upload.csv', bytes: await part.toBuffer() };
    else fields[part.fieldname] = String(part.value);
  }
  const unstorable = unstorableIn(fields);
  if (unstorable !== null) throw refuseText(unstorable);
  return { file, fields };
}

/** The file to import. Throws ApiRefusal where there is none. */
export function uploadOf(form: UploadedForm | null): Upload {
  if (form === null || form.file === null)
    throw new ApiRefusal('request_invalid', 'There is no part `file` with a file.');
  const { format = 'auto', account_id: account = 'main' } = form.fields;
  if (format !== 'auto' && format !== 'neutral')
    throw new ApiRefusal(
      'request_invalid',
      `The format ${JSON.stringify(format)} is not read yet; give neutral.`,
    );
  return { ...form.file, account };
}

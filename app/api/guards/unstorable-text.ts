import type { Unstorable } from '../../service/index.ts';
import { ApiRefusal } from '../api-refusal.ts';

export { unstorableIn } from '../../service/index.ts';

export function refuseText({ field, message }: Unstorable): ApiRefusal {
  const finding = {
    code: 'request_invalid',
    severity: 'error',
    file: null,
    line: null,
    field: field === '' ? null : field,
    message: `The text ${message}.`,
    remedy: 'Leave it out.',
  } as const;
  return new ApiRefusal('request_invalid', `${field || 'The body'}: the text ${message}.`, [finding]);
}

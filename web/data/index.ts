/** What the app knows of the server. Where to start: `useRead`, `useList`, `useWrite`. */
export { statedAs } from './correction.ts';
export {
  type ImportTerms,
  importForm,
  ROWS_OF_PAGE,
  type RowOutcome,
  useImportPreview,
  useImportRows,
} from './import-preview.ts';
export { type Live, toldSince, useLive, useLiveStream } from './live.ts';
export {
  type ItemOf,
  type ListOperation,
  queryClient,
  type ReadOperation,
  type ReadOptions,
  useList,
  useRead,
} from './reading.ts';
export { saveCsv } from './saving.ts';
export { choosePortfolio, usePortfolio } from './scope.ts';
export { type Credentials, signIn, signOut, signUp, useMe, useSession } from './session.ts';
export { dryRun, useForeseen, useWrite, type WriteOperation } from './writing.ts';

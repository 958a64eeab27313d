import type { DemoUser } from './api/index.ts';

/** Everybody may know the password: the data is generated, and the user is never an administrator. */
export const DEMO_USER: DemoUser = { email: 'demo@tidemark.example', password: 'generated-data' };

/** Telling those who are to know when something fails, and when it is over. */
export { Alerting, type AlertingWorld } from './alerting.ts';
export { type MailOptions, mail } from './mail.ts';
export { type Channel, ChannelError, type Notice } from './notice.ts';
export { ProviderHealth, type ProviderKeys } from './provider-health.ts';
export { signatureOf, webhook } from './webhook.ts';

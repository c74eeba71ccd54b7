import { App } from '@slack/bolt';

/** The floor: a Bolt app whose command acks at once. Over HTTP where PORT is set, otherwise over Socket Mode. */
const { SLACK_API_URL = '', PORT } = process.env;
const app = new App({
  token: 'xoxb-1',
  clientOptions: { slackApiUrl: SLACK_API_URL },
  ...(PORT ? { signingSecret: 'signing-secret' } : { appToken: 'xapp-1', socketMode: true }),
});
app.command('/detainer', async ({ ack }) => ack('ok'));
await app.start(Number(PORT ?? 0));
process.stderr.write('"msg":"ready"\n');

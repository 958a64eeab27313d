import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, type WebApp, webApp } from './app.ts';

let app: WebApp;
beforeAll(async () => {
  if (noBrowser === null) app = await webApp();
});
afterAll(() => app?.close());

describe.skipIf(noBrowser !== null)(noBrowser ?? 'The first minute', () => {
  test('ends on a dashboard with the value, by way of a starting balance', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Ann');
    await page.getByRole('button', { name: /Type a starting balance/ }).click();
    await page.getByLabel(/^Amount/).fill('12345.67');
    await page.getByLabel('Since').fill('2024-01-02');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const value = page.locator('[data-figure=value]');
    await value.waitFor();
    expect(await value.textContent()).toBe('$12,345.67');
    await page.getByRole('button', { name: 'ALL', exact: true }).click();
    await page.waitForURL(/[?&]range=ALL/);
    await page.locator('[role=img] canvas').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('Hidden values show no digit of the value, before and after a reload', async () => {
    const { page, signUp } = await app.person();
    await signUp('Ben');
    await page.getByRole('button', { name: /Type a starting balance/ }).click();
    await page.getByLabel(/^Amount/).fill('98765.43');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const value = page.locator('[data-figure=value]');
    await value.waitFor();
    await page.getByRole('button', { name: 'Hide values' }).click();
    expect(await value.textContent()).toBe('••••');
    await page.reload();
    await value.waitFor();
    expect(await page.locator('main').textContent()).not.toContain('98,765');
  });

  test('Who is not signed in is led to sign-in, and from there to the page that was asked for', async () => {
    const { page, context, signUp } = await app.person();
    await signUp('Cleo');
    await context.clearCookies();
    await page.goto('/trades');
    await page.waitForURL(/\/sign-in/);
    await page.getByLabel('E-mail').fill('cleo@example.com');
    await page.getByLabel('Password').fill('a long password of Cleo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Trades' }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/trades');
  });

  test('A wrong password is refused in words, and nothing that was typed is lost', async () => {
    const { page } = await app.person();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/credentials|password/i);
    expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody@example.com');
  });
});

import { Link, useNavigate } from '@tanstack/react-router';
import { PASSWORD_LENGTH } from '@tidemark/contract';
import { signUp } from '../../data/index.ts';
import { Field } from '../../parts/index.ts';
import { Door } from './door.tsx';

export default function SignUpPage() {
  const navigate = useNavigate();
  return (
    <Door
      title="Sign up"
      lead="On this server alone; nothing that you enter leaves it."
      action="Sign up"
      enter={async (typed) => {
        await signUp({ name: typed('name'), email: typed('email'), password: typed('password') });
        await navigate({ to: '/' });
      }}
      below={
        <>
          Known here?{' '}
          <Link to="/sign-in" className="text-tide underline underline-offset-4">
            Sign in
          </Link>
        </>
      }
    >
      <Field label="Name" name="name" autoComplete="name" required autoFocus />
      <Field label="E-mail" name="email" type="email" autoComplete="username" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_LENGTH.min}
        maxLength={PASSWORD_LENGTH.max}
        hint={`At least ${PASSWORD_LENGTH.min} characters.`}
        required
      />
    </Door>
  );
}

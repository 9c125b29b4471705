import { type Method, method as methodSchema } from "../../domain/surveys/method.js";

const house = { anyDays: 30, sameDays: 30, weeklyShare: 0.2 };

/** A method as it was written, what did not exist then being filled in. */
export function storedMethod(stored: unknown): Method {
  const { rules, ...rest } = methodSchema.parse(stored);
  return { ...rest, rules: rules ?? house };
}

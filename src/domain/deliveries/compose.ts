import type { Context } from "../context.js";
import { composeDigest } from "../digests/compose-digest.js";
import { intakeContent } from "../intake/intake-content.js";
import { type CardName, messages } from "../messages.js";
import { needContent, teamAnswer } from "../needs/need-content.js";
import { Refused } from "./outcomes.js";
import type { CardMessage } from "./send.js";

/** What a message says now: its references resolved at the moment of sending, so that it is never out of date. */
export async function compose(ctx: Context, name: CardName, refs: unknown): Promise<CardMessage> {
  switch (name) {
    case "needAnnounced": {
      const { needId, announcementId } = messages.needAnnounced.parse(refs);
      const need = await needContent(ctx, needId);
      const own = need?.announcements.find(({ id }) => id === announcementId);
      if (!need || !own) throw new Refused("message_refused", "the announcement is gone");
      const settled = own.answer ? teamAnswer(own) : null;
      return { name, content: { ...need.content, announcementId, team: own.team, settled } };
    }
    case "needRecorded": {
      const { needId } = messages.needRecorded.parse(refs);
      const need = await needContent(ctx, needId);
      if (!need) throw new Refused("message_refused", "the need is gone");
      return { name, content: need.content };
    }
    case "questionAsked": {
      const { questionId } = messages.questionAsked.parse(refs);
      const question = await ctx.store.announcements.question(questionId);
      const need = question && (await ctx.store.needs.byId(question.needId));
      if (!question || !need) throw new Refused("message_refused", "the question is gone");
      const { team, askedBy, text } = question;
      return { name, content: { number: need.number, summary: need.summary, team, askedBy, text } };
    }
    case "lowScore": {
      const { responseId } = messages.lowScore.parse(refs);
      const response = await ctx.store.surveys.response(responseId);
      if (!response) throw new Refused("message_refused", "the answer is gone");
      const recorded = (await ctx.store.needs.numberOfResponse(responseId)) ?? null;
      const { survey, instrument, score, comment, customer, contact, mayContact } = response;
      return {
        name,
        content: {
          responseId,
          survey,
          instrument,
          score,
          comment: comment ?? "",
          customer,
          contact,
          mayContact,
          recorded,
        },
      };
    }
    case "question": {
      const { invitationId } = messages.question.parse(refs);
      const invitation = await ctx.store.surveys.invitation(invitationId);
      if (!invitation?.contactId) throw new Refused("message_refused", "who was asked is gone");
      const { organization, instrument, subject, mode, answered, expiresAt, surveyStatus } = invitation;
      const closed = surveyStatus === "closed" || expiresAt <= ctx.now();
      const score = (await ctx.store.surveys.answerTo(invitationId))?.score ?? null;
      return {
        name,
        content: {
          invitationId,
          organization,
          instrument,
          subject,
          mode,
          answered,
          score,
          closed,
          expiresAt,
        },
      };
    }
    case "intakeArrived": {
      const { intakeId } = messages.intakeArrived.parse(refs);
      const content = await intakeContent(ctx, intakeId);
      if (!content) throw new Refused("message_refused", "what was told is gone");
      return { name, content };
    }
    case "customerReplied": {
      const { inboundId } = messages.customerReplied.parse(refs);
      const reply = await ctx.store.inbound.reply(inboundId);
      if (!reply) throw new Refused("message_refused", "the reply is gone");
      const { text, customer, contact, survey, recorded } = reply;
      return { name, content: { inboundId, text, customer, contact, survey, recorded } };
    }
    case "mailAlert": {
      const { inboundId } = messages.mailAlert.parse(refs);
      const blocked = await ctx.store.inbound.blocked(inboundId);
      if (!blocked) throw new Refused("message_refused", "the bounce is gone");
      return { name, content: blocked };
    }
    case "digest": {
      const { from, to } = messages.digest.parse(refs);
      return { name, content: await composeDigest(ctx, { from: new Date(from), to: new Date(to) }) };
    }
  }
}

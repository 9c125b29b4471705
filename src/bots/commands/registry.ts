import type { CommandName } from "../../domain/commands.js";
import type { Command } from "../command.js";
import { answerComment, answerScore } from "./answer.js";
import { customerAdd } from "./customer-add.js";
import { customerChat } from "./customer-chat.js";
import { customerErase } from "./customer-erase.js";
import { customerList } from "./customer-list.js";
import { customerPause } from "./customer-pause.js";
import { customerResume } from "./customer-resume.js";
import { customerShow } from "./customer-show.js";
import { customerTag } from "./customer-tag.js";
import { customerUpload } from "./customer-upload.js";
import { deliveryList } from "./delivery-list.js";
import { deliveryRetry } from "./delivery-retry.js";
import { digestNow } from "./digest-now.js";
import { digestOff } from "./digest-off.js";
import { digestOn } from "./digest-on.js";
import { help } from "./help.js";
import { intakeClose, intakeList, intakeShow, needFromIntake } from "./intake.js";
import { interactionAdd } from "./interaction-add.js";
import { language } from "./language.js";
import { needAdd } from "./need-add.js";
import { needAnswer } from "./need-answer.js";
import { needAsk } from "./need-ask.js";
import { needFromReply } from "./need-from-reply.js";
import { needFromResponse } from "./need-from-response.js";
import { needList } from "./need-list.js";
import { needShow } from "./need-show.js";
import { organization, organizationChange, organizationLogo } from "./organization.js";
import { pulseAudience } from "./pulse-audience.js";
import { pulseClose } from "./pulse-close.js";
import { pulseHeld, responseRelease } from "./pulse-held.js";
import { pulseLaunch } from "./pulse-launch.js";
import { pulseList } from "./pulse-list.js";
import { pulseMethod } from "./pulse-method.js";
import { pulseNew } from "./pulse-new.js";
import { pulsePause } from "./pulse-pause.js";
import { pulsePreview } from "./pulse-preview.js";
import { pulseQuestions } from "./pulse-questions.js";
import { pulseReport } from "./pulse-report.js";
import { pulseResume } from "./pulse-resume.js";
import { pulseRules } from "./pulse-rules.js";
import { pulseSendNow } from "./pulse-send-now.js";
import { pulseStatus } from "./pulse-status.js";
import { pulseTiming } from "./pulse-timing.js";
import { pulseUpload } from "./pulse-upload.js";
import { role } from "./role.js";
import { teamList } from "./team-list.js";
import { teamSet } from "./team-set.js";

/** One entry per command: forget one and this does not compile. */
export const registry: { [N in CommandName]: Command<N> } = {
  help,
  language,
  role,
  customerAdd,
  customerList,
  customerShow,
  customerUpload,
  customerTag,
  customerPause,
  customerResume,
  customerChat,
  interactionAdd,
  customerErase,
  teamSet,
  teamList,
  needAdd,
  needList,
  needShow,
  needFromResponse,
  needFromReply,
  needFromIntake,
  needAnswer,
  needAsk,
  pulseNew,
  pulseList,
  pulsePreview,
  pulseLaunch,
  pulseSendNow,
  pulseStatus,
  pulsePause,
  pulseResume,
  pulseClose,
  pulseMethod,
  pulseReport,
  pulseAudience,
  pulseUpload,
  pulseQuestions,
  pulseTiming,
  pulseRules,
  pulseHeld,
  responseRelease,
  answerScore,
  answerComment,
  digestNow,
  digestOn,
  digestOff,
  intakeList,
  intakeShow,
  intakeClose,
  organization,
  organizationChange,
  organizationLogo,
  deliveryList,
  deliveryRetry,
};

/**
 * What Pingback refuses, in its own words. Its pages do not agree on full stops: the endpoint pages of v1's
 * segmentation calls leave them out.
 */
import { refused, type Version } from "./Result.ts"

export const missingBody = refused(400, "MISSING_BODY", "Body is necessary.")
export const contactNotFound = refused(404, "CONTACT_NOT_FOUND", "Contact not found.")
export const dealNotFound = refused(404, "DEAL_NOT_FOUND", "Deal not found.")
export const pipelineNotFound = refused(404, "PIPELINE_NOT_FOUND", "Pipeline not found.")
export const stageNotFound = refused(404, "STAGE_NOT_FOUND", "Stage not found.")
export const listNotFound = refused(404, "SEGMENTATION_LIST_NOT_FOUND", "Segmentation list not found.")
export const contactAlreadyExists = refused(409, "CONTACT_ALREADY_EXISTS", "Contact already exists.")
export const contactInADeal = refused(409, "CONTACT_ASSOCIATED_WITH_A_DEAL", "Contact already associated with a deal.")
export const subscriberNotFound = refused(404, "SUBSCRIBER_NOT_FOUND", "Subscriber not found.")
export const subscriberAlreadyExists = refused(409, "SUBSCRIBER_ALREADY_EXISTS", "Subscriber already exists.")

export const dealIdIsNecessary = refused(422, "INVALID_PARAMS", "DEAL_ID_IS_NECESSARY")
export const contactEmailIsNecessary = refused(422, "INVALID_PARAMS", "CONTACT_EMAIL_IS_NECESSARY")
export const emailIsNecessary = refused(422, "INVALID_PARAMS", "EMAIL_IS_NECESSARY")
export const subscriberEmailIsNecessary = refused(422, "INVALID_PARAMS", "Subscriber email is necessary.")

/** v1's segmentation calls: other types for what the list of errors calls INVALID_PARAMS, and other wording. */
export const segmentation = {
  missingBody: refused(400, "MISSING_BODY", "Body is necessary"),
  emailIsNecessary: refused(422, "SUBSCRIBER_EMAIL_IS_NECESSARY", "Subscriber email is necessary"),
  // The type contradicts the message; so it is documented.
  idIsRequired: refused(422, "SUBSCRIBER_EMAIL_IS_NECESSARY", "Segmentation id is required"),
  subscriberNotFound: refused(404, "SUBSCRIBER_NOT_FOUND", "Subscriber not found"),
  subscriberNotEnabled: refused(400, "SUBSCRIBER_NOT_ENABLED", "Subscriber not enabled"),
  listNotFound: refused(404, "SEGMENTATION_LIST_NOT_FOUND", "Segmentation list not found")
}

/** v1 says what is wrong; v2 has one message for everything. */
export const invalidInput = (version: Version, message: string) =>
  refused(422, "INVALID_INPUT", version === "v1" ? message : "Invalid JSON body.")

export const invalidJson = invalidInput("v2", "")

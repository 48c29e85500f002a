package io.afterword.survey.template;

/** What an interaction was about, in the words of dispatch-service. */
enum InteractionKind {
  SUPPORT,
  SALES,
  SUCCESS,
  PURCHASE,
  DELIVERY,
  VISIT,
  SIGN_UP,
  UPGRADE,
  ONBOARDING,
  PRODUCT_USE,
  FEATURE,
  SELF_SERVICE,
  CHATBOT,
  EVENT
}

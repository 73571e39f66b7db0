import { PushNotificationService } from "./push-notification-service.ts";

export { PushError } from "./push-error.ts";
export { PushNotificationService };

/** The one service most pages need. */
const push = new PushNotificationService();
export default push;

package dev.nextup.local.demo;

/** The steps of the story, in order, each with what to do should it fail. */
enum Step {
    ORGANIZATION("organisation", "Only a Nextup that ./deploy/local/up started has it: start one."),
    TICKET("ticket", "If the queue is closed or full: ./deploy/local/up --reset begins anew."),
    BROWSER("browser", Step.readLog("subscription-service and push-service")),
    SUBSCRIPTION("subscription", Step.readLog("subscription-service")),
    TICKET_CREATED(Notification.TICKET_CREATED, Step.readLog("notification-dispatcher")),
    LOGIN("login", "Only a Nextup that ./deploy/local/up started has this login: start one."),
    CALL("call", Step.readLog("ticket-service")),
    YOUR_TURN(Notification.YOUR_TURN, Step.readLog("notification-dispatcher")),
    DELIVERIES("deliveries", Step.readLog("notification-dispatcher")),
    COMPLETION("completion", Step.readLog("ticket-service"));

    private final String title;
    private final String advice;

    Step(String title, String advice) {
        this.title = title;
        this.advice = advice;
    }

    String title() {
        return title;
    }

    String advice() {
        return advice;
    }

    private static String readLog(String who) {
        return "Read the log of %s, in the directory that `up` names as logs.".formatted(who);
    }
}

package dev.nextup.test.browser;

import dev.nextup.test.browser.Firefox.Shown;
import java.util.ArrayList;
import java.util.List;

/** The windows in which Firefox itself shows notifications. */
record FirefoxAlerts(Firefox firefox) {

    /** Those that are loaded, as their script has them. */
    private static final String ALERTS =
            "const alerts = [...Services.wm.getEnumerator('alert:alert')]"
                    + ".filter(({document: d}) => d.getElementById('alertTitleLabel'));\n";

    List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        firefox.evaluatePrivileged(
                        ALERTS
                                + "return alerts.map(({document: d}) => ["
                                + "d.getElementById('alertTitleLabel').value,"
                                + "d.getElementById('alertTextLabel').textContent]);")
                .forEach(
                        each -> shown.add(new Shown(each.path(0).asText(), each.path(1).asText())));
        return shown;
    }

    void click(String title) {
        boolean clicked =
                firefox.evaluatePrivileged(
                                ALERTS
                                        + "const title = "
                                        + Scripts.quoted(title)
                                        + ";\nconst found = alerts.find(({document: d}) =>"
                                        + " d.getElementById('alertTitleLabel').value === title);\n"
                                        + "found?.onAlertClick();\nreturn found !== undefined;")
                        .asBoolean();
        if (!clicked) {
            throw new IllegalStateException("No notification is shown with the title " + title);
        }
    }

    void dismiss() {
        firefox.evaluatePrivileged(ALERTS + "alerts.forEach(alert => alert.close());");
    }
}

package dev.nextup.test.browser;

/** The screens a page must be good on, in CSS pixels. */
public enum Viewport {
    /** The commonest one. */
    PHONE(360, 740, true),
    /** The narrowest WCAG asks for. */
    NARROW(320, 640, true),
    /** On its side. */
    PHONE_WIDE(844, 390, true),
    /** A television on a wall, and one that was turned. */
    HALL(1920, 1080, false),
    HALL_PORTRAIT(1080, 1920, false),
    DESKTOP(1440, 900, false),
    WIDE_4K(3840, 2160, false);

    final int width;
    final int height;
    final boolean mobile;

    Viewport(int width, int height, boolean mobile) {
        this.width = width;
        this.height = height;
        this.mobile = mobile;
    }

    /**
     * Device pixels per CSS pixel: as phones have them, a picture takes four times as long. {@code
     * -Dnextup.screenshots.scale=2} makes sharp ones, such as those of the README.
     */
    int scale() {
        return mobile ? Integer.getInteger("nextup.screenshots.scale", 1) : 1;
    }
}

package dev.nextup.test.browser;

/** The screens a page must be good on, in CSS pixels. */
public enum Viewport {
    /** The commonest one. */
    PHONE(360, 740, 2, true),
    /** The narrowest WCAG asks for. */
    NARROW(320, 640, 2, true),
    /** On its side. */
    PHONE_WIDE(844, 390, 2, true),
    /** A television on a wall, and one that was turned. */
    HALL(1920, 1080, 1, false),
    HALL_PORTRAIT(1080, 1920, 1, false),
    DESKTOP(1440, 900, 1, false),
    WIDE_4K(3840, 2160, 1, false);

    final int width;
    final int height;
    final int scale;
    final boolean mobile;

    Viewport(int width, int height, int scale, boolean mobile) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        this.mobile = mobile;
    }
}

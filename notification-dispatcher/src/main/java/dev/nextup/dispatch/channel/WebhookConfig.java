package dev.nextup.dispatch.channel;

import dev.nextup.event.delivery.Channel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The gateway for messages to phones. Off unless address and secret are given. */
@ConfigMapping(prefix = "nextup.webhook")
interface WebhookConfig {

    /** File with the address: https, or http to loopback if that is allowed. */
    Optional<Path> urlFile();

    /** File with the shared secret: base64 of 24 to 64 octets, with or without {@code whsec_}. */
    Optional<Path> secretFile();

    /** What the gateway carries. */
    @WithDefault("whatsapp,sms")
    Set<Channel> channels();

    /** Each message costs money: how many one ticket may have. */
    @WithDefault("10")
    int messagesPerTicket();

    /**
     * How many one number may have on a day (UTC), whatever tickets name it: nobody is to be
     * troubled by strangers. 0 switches the limit off.
     */
    @WithDefault("30")
    int messagesPerNumber();

    /** How many one organisation may have on a day (UTC). 0 switches the limit off. */
    @WithDefault("5000")
    int messagesPerOrganization();
}

package dev.starfold.eventstore.edge;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request is of: the connection's, or, through proxies that are trusted, the last one in
 * {@code X-Forwarded-For} that is none of theirs. What stands left of it is the client's own word.
 */
final class Addresses {

    private final List<IpSubnetFilterRule> trusted;

    /** @param trusted addresses, or blocks such as {@code 10.0.0.0/8} */
    Addresses(List<String> trusted) {
        this.trusted = trusted.stream().map(Addresses::rule).toList();
    }

    /**
     * The key of whom the request counts for. IPv6 goes by networks of 64 bits: one customer has that many addresses.
     *
     * @param connection the address of the other end
     * @param forwarded the values of {@code X-Forwarded-For}, in their order
     */
    String client(String connection, List<String> forwarded) {
        String client = connection;
        List<String> chain = forwarded.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
        for (int i = chain.size() - 1; i >= 0 && isTrusted(client); i--) {
            if (address(chain.get(i)) == null) {
                break;
            }
            client = chain.get(i);
        }
        return network(client);
    }

    private boolean isTrusted(String text) {
        InetAddress address = address(text);
        return address != null && trusted.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(address, 0)));
    }

    private static String network(String text) {
        byte[] bytes = bytes(text);
        if (bytes == null) {
            return text;
        }
        InetAddress address = address(bytes);
        // An IPv4 address in IPv6's clothes is read as what it is.
        byte[] read = address.getAddress();
        return read.length == 4
                ? address.getHostAddress()
                : address(Arrays.copyOf(Arrays.copyOf(read, 8), 16)).getHostAddress() + "/64";
    }

    private static IpSubnetFilterRule rule(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("a trusted proxy must be an address or a block, not " + text);
        }
        int bits = slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    private static @Nullable InetAddress address(String text) {
        byte[] bytes = bytes(text);
        return bytes == null ? null : address(bytes);
    }

    private static byte @Nullable [] bytes(String text) {
        return NetUtil.createByteArrayFromIpAddressString(text);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}

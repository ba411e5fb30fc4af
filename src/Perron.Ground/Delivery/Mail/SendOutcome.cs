namespace Perron.Delivery.Mail;

/// <summary>What the other side said when a message was handed to it.</summary>
public abstract record SendOutcome
{
    public sealed record Accepted : SendOutcome;

    /// <summary>Nothing left the house, on purpose: a demonstration without a mail server.</summary>
    public sealed record Kept : SendOutcome;

    /// <summary>There is no address to send it to: another way is tried at once, and nothing was refused.</summary>
    public sealed record Nowhere : SendOutcome;

    /// <summary>Try again later.</summary>
    public sealed record NotNow(string Why) : SendOutcome;

    /// <summary>It will not be taken, however often it is tried.</summary>
    public sealed record Never(string Why) : SendOutcome;
}

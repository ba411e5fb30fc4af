using NodaTime;
using Perron.Platform.Storage;
namespace Perron.Delivery;

// What can happen to something that was sent. Each is an event of the story it belongs to.

/// <summary>The mail server has taken the e-mail over. Whether it reaches anybody is not known: never call it delivered.</summary>
public sealed record MailAccepted(Guid Message);

/// <summary>The e-mail came back. Another way is tried.</summary>
public sealed record MailBounced(Guid Message, string Status);

/// <summary>The provider has taken the SMS over.</summary>
public sealed record SmsAccepted(Guid Message);

/// <summary>Nobody tries to send this message any more.</summary>
public sealed record MessageGivenUp(Guid Message, string Channel);

/// <summary>The letter left the house on this day, registered under this number if it is a registered one.</summary>
public sealed record LetterPosted(Guid Letter, string On, string Registered);

/// <summary>A socket: Timeline tells what was delivered in the story it belongs to, and knows whose story it is.</summary>
public interface IDeliveryStory
{
    Task Tell(PerronDb db, Guid stream, object fact, bool isPublic, string actor, Instant at);

    /// <summary>Null when there is no such story.</summary>
    Task<OrganisationId?> OwnerOf(PerronDb db, Guid stream);
}

/// <summary>How somebody can be reached when the e-mail comes back.</summary>
/// <param name="Address">The lines of a postal address; empty when the commune does not know it.</param>
public sealed record OtherWay(string Name, string Phone, string Address);

/// <summary>A socket: the room whose story it is knows another way to the person.</summary>
public interface IOtherWays
{
    /// <summary>Null when the story is not one of this room's.</summary>
    Task<OtherWay?> Find(PerronDb db, Guid stream);
}

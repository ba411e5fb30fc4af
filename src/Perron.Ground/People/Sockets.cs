using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>A socket: Delivery takes what People has to send (codes, notices of security) in the same save.</summary>
public interface IPeoplePost
{
    /// <param name="from">The organisation that writes, where it is not the house itself: a discreet one is not named to bystanders.</param>
    void Mail(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now, OrganisationId? from = null);


    void Sms(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now);
}

/// <summary>A socket: a later room hands over what an officer who leaves was working on, and says how many things that were.</summary>
public interface IHandOver
{
    /// <summary>What it is, for the page of departure, in the language: "demandes en cours".</summary>
    string NameOf(string language);

    Task<int> CountOf(PerronDb db, OfficerId officer);

    /// <summary>To the colleague; to nobody in particular (the team) when there is none.</summary>
    Task HandOver(PerronDb db, OfficerId from, OfficerId? to, string actor, Instant now);
}

/// <summary>A socket: a later room says which procedures can be asked in somebody's name, by value and title.</summary>
public interface IMandateScopes
{
    Task<IReadOnlyList<(string Value, string Title)>> Of(PerronDb db, string language);
}

/// <summary>The procedures that one service handles, by title.</summary>
public sealed record ServiceProcedures(ServiceUnitId Unit, string Service, IReadOnlyList<Choice> Procedures);

/// <summary>A socket: a later room knows which procedures the commune offers, by the service that handles them.</summary>
public interface ICompetences
{
    Task<IReadOnlyList<ServiceProcedures>> Of(PerronDb db, string language);
}

/// <summary>One document that a citizen has received.</summary>
public sealed record SpaceDocument(string Title, string Href, string From, Instant At);

/// <summary>A socket: a later room shows the documents that a citizen has received.</summary>
public interface ISpaceDocuments
{
    Task<IReadOnlyList<SpaceDocument>> Of(PerronDb db, CitizenId citizen, Commune commune, string language, Instant now);
}

/// <summary>Somebody looked at something of a citizen.</summary>
/// <param name="What">What was looked at, in words: "Composition de ménage BLA-7F3K-29".</param>
/// <param name="Actor">As the timeline names it: officer:id, house.</param>
public sealed record SpaceLook(Instant At, string Actor, string What, string Purpose);

/// <summary>A socket: the room that keeps the log says who looked at a citizen's data, newest first.</summary>
public interface ISpaceLooks
{
    Task<IReadOnlyList<SpaceLook>> Of(PerronDb db, CitizenId citizen, Commune commune, string language);
}

/// <summary>
/// A socket: a later room says what it has of a person, and is told when two accounts become one, or when somebody has died.
/// Rows that bear a citizen move by themselves; only what cannot be twice of one person, and what is told elsewhere, is said here.
/// </summary>
public interface IAccountRooms
{
    /// <summary>What there is of this person, in words with its number: "3 demandes". What there is none of is not said.</summary>
    Task<IReadOnlyList<string>> Told(PerronDb db, CitizenId citizen, string language);

    /// <summary>Rows of which one person has only one: those that give way, because the other account has a younger one.</summary>
    Task<IReadOnlyList<MovedRows>> GivesWay(PerronDb db, AccountMerge merge);

    /// <summary>Rows that gave way come back, unless there is again something in their place.</summary>
    Task ComesBack(PerronDb db, IReadOnlyList<MovedRows> aside);

    /// <summary>What moved is told where it is followed.</summary>
    Task Joined(PerronDb db, AccountMerge merge, string actor, Instant now);

    /// <summary>It is as before.</summary>
    Task Parted(PerronDb db, AccountMerge merge, string actor, Instant now);

    Task Died(PerronDb db, AccountClosure closure, string actor, Instant now);

    Task Reopened(PerronDb db, AccountClosure closure, string actor, Instant now);
}

/// <summary>A socket: the room that keeps the log writes down what happened to an account, and who looked at it.</summary>
public interface IAccountJournal
{
    Task Happened<TFact>(PerronDb db, Commune commune, CitizenId citizen, TFact fact, string actor, string purpose, Instant now) where TFact : notnull;

    /// <summary>One look in five minutes is one line.</summary>
    Task Looked(PerronDb db, Commune commune, CitizenId citizen, string actor, Instant now);
}

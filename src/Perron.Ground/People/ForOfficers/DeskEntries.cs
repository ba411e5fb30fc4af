using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>What People adds to the officers' menu: who waits for an answer, absences, and for administrators their colleagues.</summary>
internal sealed class DeskEntries : IDeskEntries
{
    private static readonly Words RoomWords = Words.Of(typeof(DeskEntries));

    public IEnumerable<NavEntry> Of(Visitor visitor, string language)
    {
        yield return new(RoomWords.In(language, "answer-title"), "/agent/rappels", "phone");
        yield return new(RoomWords.In(language, "absence-title"), "/agent/absence", "calendar-blank");
        yield return new(RoomWords.In(language, "speaks-title"), "/agent/langues", "translate");
        if (visitor.Rights.Contains(Right.Head))
        {
            yield return new(RoomWords.In(language, "team-title"), "/agent/equipe", "users");
        }

        if (visitor.Rights.Contains(Right.Registrar))
        {
            yield return new(RoomWords.In(language, "persons-title"), "/agent/personnes", "identification-card");
        }

        if (visitor.Rights.Contains(Right.Administrator))
        {
            yield return new(RoomWords.In(language, "officers-title"), "/agent/reglages/agents", "users-three");
        }
    }
}

using System.Globalization;
using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
using Perron.Forms;
using Perron.Workflow;
namespace Perron.Procedures.Said;

/// <summary>How a case of this procedure runs, as French sentences: who may ask, what it costs, who gets it, within what time, who may do what.</summary>
internal static class SaidCourse
{
    public static IEnumerable<SaidRule> General(Offer offer)
    {
        var (procedure, names) = (offer.Procedure, offer.Procedure.Form.Spoken());
        foreach (var rule in procedure.Form.Eligible)
        {
            yield return SaidForm.Check(RuleKind.Eligibility, rule, names);
        }

        yield return procedure.Form.Price is { } price ? new(RuleKind.Price, $"Le prix, en euros, est {price.Phrase(names)}.", price.Text, price.Source)
            : new(RuleKind.Price, offer.Adopted.PriceCents == 0 ? "La demande est gratuite." : $"Le prix est de {Euros.Of(offer.Adopted.PriceCents)}.", null, null);
        yield return new(RuleKind.Routing, $"Le dossier va au service «\u00A0{offer.Unit.Name.In("fr")}\u00A0»\u00A0: à l'agent compétent et présent qui a le moins de dossiers ouverts\u00A0; si aucun n'est là, à celui qui le remplace, sinon au chef de service.", null, null);
        yield return new(RuleKind.Deadline, string.Create(CultureInfo.InvariantCulture, $"Le délai promis est de {offer.Adopted.OfficeDays} {Days(procedure.Promised.Days)}, tant que les dossiers terminés n'en apprennent pas un autre. Le service est averti {procedure.Promised.AlarmBefore} jours d'ouverture avant la date promise."), null, null);
        if (procedure.Workflow.Term is { } term)
        {
            yield return new(RuleKind.Deadline, Term(term), null, new(term.File, term.Line));
        }

        if (procedure.Register is { } register)
        {
            yield return new(RuleKind.Act, $"La donnée demandée à la source authentique est «\u00A0{register}\u00A0».", null, null);
        }
    }

    public static IEnumerable<SaidRule> Acts(Procedure procedure)
    {
        var (workflow, names) = (procedure.Workflow, Names(procedure));
        foreach (var action in workflow.Actions)
        {
            var notBy = action.NotBy is { } other && workflow.Action(other) is { } first ? $" Jamais par la personne qui a fait «\u00A0{first.Title.In("fr")}\u00A0»." : "";
            yield return new(RuleKind.Act, $"«\u00A0{action.Title.In("fr")}\u00A0»\u00A0: {By(action.By)}{(action.When is { } when ? $", si {when.Sentence(names)}" : "")}.{notBy}",
                action.When?.Text, action.When?.Source ?? new(action.File, action.Line));
        }

        foreach (var timer in workflow.Timers)
        {
            yield return new(RuleKind.Deadline, string.Create(CultureInfo.InvariantCulture,
                $"Après {timer.Count} {Days(timer.Days)} à l'étape «\u00A0{Step(workflow, timer.In)}\u00A0»\u00A0: «\u00A0{workflow.Action(timer.Do)?.Title.In("fr") ?? timer.Do}\u00A0»."), null, new(timer.File, timer.Line));
        }
    }

    private static SpokenNames Names(Procedure procedure)
    {
        var form = procedure.Form.Spoken();
        var asked = procedure.Workflow.Actions.SelectMany(action => action.Asks).GroupBy(value => value.Name).ToDictionary(same => same.Key, same => same.First());
        return new(
            name => CaseFacts.Called.GetValueOrDefault(name) ?? asked.GetValueOrDefault(name)?.Label.In("fr") ?? form.NameOf(name),
            (name, choice) => asked.GetValueOrDefault(name)?.Choices.FirstOrDefault(one => one.Value == choice)?.Label.In("fr") ?? form.ChoiceOf(name, choice));
    }

    private static string Term(WorkflowTerm term) => string.Create(CultureInfo.InvariantCulture,
        $"La commune décide dans les {term.Rule.Count} {Days(term.Rule.Kind)} à partir {(term.From == TermStart.Submitted ? "de l'envoi" : "du jour où la demande est complète")}. Les jours où le citoyen est attendu ne comptent pas. {Meaning(term.Rule.Silence)} Le service est averti {term.Rule.AlarmBefore} jours d'ouverture avant la fin.");

    private static string Meaning(Silence silence) => silence switch
    {
        Silence.MeansYes => "Le silence de la commune vaut accord.",
        Silence.MeansNo => "Le silence de la commune vaut refus.",
        _ => "Le silence de la commune n'a pas d'effet.",
    };

    private static string Step(WorkflowDefinition workflow, string state) => workflow.Steps.FirstOrDefault(step => step.Code == workflow.State(state).Step)?.Title.In("fr") ?? state;

    private static string Days(DayCount days) => days switch
    {
        DayCount.Calendar => "jours calendrier",
        DayCount.Working => "jours ouvrables (samedi compris)",
        _ => "jours d'ouverture",
    };

    private static string By(ActedBy by) => by switch
    {
        ActedBy.Officer => "par un agent",
        ActedBy.Head => "par le chef de service",
        ActedBy.AnotherOfficer => "par un deuxième agent",
        ActedBy.Citizen => "par le citoyen",
        ActedBy.CoApplicant => "par la deuxième personne",
        ActedBy.Outsider => "par quelqu'un d'extérieur, par un lien secret",
        ActedBy.Timer => "par la maison, quand le temps est passé",
        _ => "par la maison",
    };
}

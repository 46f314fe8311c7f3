#pragma once

#include "compiler/diff/diff.h"
#include "compiler/driver/console.h"

/// The regions of a change as a drawing: what is awarded before and after, against the driving fact.
namespace tiao::driver {

/// An SVG that stands within a page: two lines, what lies between them shaded, each line where the versions part marked
/// with its exact number, and below it a band that says by signs who gets more or less. Its numbers come from the
/// regions; only where a pixel lies is rounded. `id` is not used elsewhere on the page. Empty where no fact drives the
/// change.
std::string regionsPlot(const diff::Regions& regions, const std::string& id, Language language);
/// What it shows and how exact it is. Where the award hangs on other facts as well, no line would be true: then there
/// is the band alone.
Text plotCaption(const diff::Regions& regions);
/// The style of the drawing.
std::string_view plotStyle();

} // namespace tiao::driver
